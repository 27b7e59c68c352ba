"""What goes over the line: frames, roles, links, the Socket.IO gateway and the plain HTTP way beside it."""
