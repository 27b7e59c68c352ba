"""How the tables came to be, revision by revision. They run inside the server when it opens its database."""
