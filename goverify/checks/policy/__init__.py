"""Checks of what the policy in force requires: releases, origins and trees that are allowed, waivers that still hold."""
