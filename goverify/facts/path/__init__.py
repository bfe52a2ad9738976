"""PATH: its entries as a command line reads them, and every name go that they hold."""
