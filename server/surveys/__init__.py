"""Surveys before and after: asked, paired without names, told only of five or more."""
