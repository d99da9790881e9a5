"""What every page needs: who is asking, the guard, errors, headers, forms and filters."""
