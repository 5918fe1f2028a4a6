/** The plan document of a new project. `day` dates its first entry. */
export const planTemplate = (displayName: string, day: string): string => `# ${displayName}

<!--
Penates reads three headings of this file: "Released: v…" and "In Development: v…" with a version each, and "Changelog".
Below the first two, lines like "- [ ] what is to be done" or "- [x] what is done" at the beginning of a line are items;
an item may end in metadata such as {priority: p1, theme: sync}. Everything else is yours and stays as it is.
-->

## Released: v0.0.0

- [ ] What this version has

## In Development: v0.1.0

- [ ] What the next version will have

## Changelog

### v0.0.0 — ${day}

The project begins.
`
