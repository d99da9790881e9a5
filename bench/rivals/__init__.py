"""Engines that are asked the same question, each set up as well as we could."""
