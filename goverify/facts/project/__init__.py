"""The project at hand: what its go.mod, go.work, go.sum, vendor folder and repository say, as go reads them."""
