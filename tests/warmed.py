"""Loads what is compiled when it is imported: once for all servers that are forked from who does so."""

from service.app.warming import warm_up

warm_up()
