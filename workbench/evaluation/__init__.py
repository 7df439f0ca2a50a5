"""What a trained model says about pictures."""
