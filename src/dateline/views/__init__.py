"""Views: what users see - the command, the pages, the exports."""
