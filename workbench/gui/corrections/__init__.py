"""The corrections of the data set: making them, looking at them, sharing them."""
