from tests.wire.house import serve, served

__all__ = ["serve", "served"]
