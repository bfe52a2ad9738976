"""The checks of the project in whose folder one stands: go.mod, go.work, vendor and who may read them."""
