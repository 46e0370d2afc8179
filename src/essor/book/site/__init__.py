"""What makes pages a site: theme, letters, scripts, search, keeping it offline, publishing it."""
