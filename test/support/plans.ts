import fc from 'fast-check'

/** A plan document with everything usual in it. */
export const EXAMPLE = `# Notes app

Anything before the first known heading is ignored and preserved.

## Released: v1.4.0

- [x] Tag search {theme: search}
- [x] Faster start

## In Development: v1.5.0

- [x] Offline queue {priority: p0, theme: sync}
- [ ] Conflict dialog

## Changelog

### v1.4.0 — 2026-10-02

Search by tag, and the app starts twice as fast.
`

const LINES = [
  '',
  '  ',
  '# Title',
  'prose with { braces } and `code`',
  '## Released: v1.0.0',
  '##  RELEASED : 2 ',
  '## In Development: v1.1.0',
  '## In Entwicklung: v3',
  '## Backlog / Ideen',
  '## Changelog',
  '## Notes',
  '### v1.0.0 — 2026-01-01',
  '- [ ] open {theme: sync}',
  '- [x] done',
  '-[X]  odd  {a: b, c}  ',
  '- [ ] größe ☕ {not: {meta}}',
  '  - [ ] below',
  '\tcode',
  '```',
  '~~~~ md',
  '<!-- said',
  'aside -->',
]

/** Any document: known and unknown lines in any order, ended in any way, with and without byte order mark. */
export const anyDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...LINES) }, fc.string()),
        fc.constantFrom('\n', '\r\n', '\r'),
      ),
      { maxLength: 30 },
    ),
    fc.constantFrom('', '## Changelog', '- [ ] last'),
  )
  .map(([mark, lines, last]) => mark + lines.map(([text, end]) => text + end).join('') + last)
