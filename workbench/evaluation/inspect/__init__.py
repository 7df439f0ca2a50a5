"""What goes on inside a trained model: outputs, weights, the sum behind one number, what an answer hangs on.

Every function takes a :class:`workbench.evaluation.trained.Trained` and a prepared sample without the batch axis, which is
``Judgement.seen``; it gives a frozen value of NumPy, leaves the model as it was and draws from no global generator. Layers
are named by their addresses (``model.layers[2].layers[0]``); a part of a torchvision network or of a block of the user's own
by the address and its name there (``model.layers[0]:layer1.0.conv1``).
"""
