"""Figures for funders, without anybody who could be recognised."""
