"""The network's edge: pages, feeds and sitemaps asked for by their address. The only room that opens a connection to another machine."""
