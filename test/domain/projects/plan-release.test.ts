import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { invalidPlanEdit, planChanged, planIncomplete, planOrderUnsupported } from '../../../domain/projects/errors.js'
import { parseRelease, releasePlan } from '../../../domain/projects/plan-release.js'
import { parsePlan } from '../../../domain/projects/plan.js'
import { planTemplate } from '../../../domain/projects/plan-template.js'
import { anyDocument, EXAMPLE } from '../../support/plans.js'
import { right } from '../../support/results.js'

const RELEASE = { releaseVersion: '1.5.0', newDevVersion: '1.6.0', narrative: 'Works offline.\n\nAt last.' }
const seen = { docRev: null, day: '2026-11-25' }
const released = (text: string, release = RELEASE) => releasePlan({ text, rev: 'r1' }, release, seen)

describe('releasePlan', () => {
  it('moves done items to Released, keeps open ones, and moves the former list to its entry', () => {
    expect(right(released(EXAMPLE))).to.equal(`# Notes app

Anything before the first known heading is ignored and preserved.

## Released: v1.5.0

- [x] Offline queue {priority: p0, theme: sync}

## In Development: v1.6.0

- [ ] Conflict dialog

## Changelog

### v1.5.0 — 2026-11-25

Works offline.

At last.

### v1.4.0 — 2026-10-02

Search by tag, and the app starts twice as fast.

- [x] Tag search {theme: search}
- [x] Faster start
`)
  })

  it('creates an entry for a former version without one, below the new one', () => {
    const text = '## Released: v1\n- [x] a\n## In Development: v2\n- [x] b\n## Changelog\nolder words'
    expect(right(released(text, { releaseVersion: '2', newDevVersion: '3', narrative: '' }))).to.equal(
      '## Released: v2\n\n- [x] b\n\n## In Development: v3\n\n## Changelog\n\n### v2 — 2026-11-25\n\nolder words\n\n### v1\n\n- [x] a',
    )
  })

  it('moves the details of an item along with it, and prose with the done items', () => {
    const text =
      '## Released: 1\r\n\r\n## In Development: 2\r\nprose\r\n- [ ] open\r\n  - [x] below\r\n- [x] done\r\n  words\r\n## Changelog\r\n'
    expect(right(released(text, { releaseVersion: '2', newDevVersion: '3', narrative: 'a\nb' }))).to.equal(
      '## Released: v2\r\n\r\nprose\r\n- [x] done\r\n  words\r\n\r\n## In Development: v3\r\n\r\n- [ ] open\r\n  - [x] below\r\n\r\n' +
        '## Changelog\r\n\r\n### v2 — 2026-11-25\r\n\r\na\r\nb\r\n',
    )
  })

  it('requires its three sections in order, and the expected document', () => {
    const [r, d, c] = ['## Released: v1\n', '## In Development: v2\n', '## Changelog\n']
    expect([d + c, r + c, r + d, d + r + c, r + c + d].map((text) => released(text))).to.deep.equal([
      E.left(planIncomplete('released')),
      E.left(planIncomplete('dev')),
      E.left(planIncomplete('changelog')),
      E.left(planOrderUnsupported),
      E.left(planOrderUnsupported),
    ])
    expect(releasePlan({ text: EXAMPLE, rev: 'r2' }, RELEASE, { ...seen, docRev: 'r1' })).to.deep.equal(
      E.left(planChanged('r2')),
    )
    expect(E.isRight(releasePlan({ text: EXAMPLE, rev: 'r2' }, RELEASE, { ...seen, docRev: 'r2' }))).to.equal(true)
  })

  it('loses no line of any document, and leaves no open item released', () => {
    const sections = ['## Released: v1\n', '## In Development: v2\n', '## Changelog\n']
    const withoutHeadings = anyDocument.map((text) =>
      text
        .replaceAll('\uFEFF', '')
        .replace(/^#.*/gm, '')
        .replace(/^ {0,3}(```|~~~|<!--)/gm, '     '),
    )
    fc.assert(
      fc.property(fc.array(withoutHeadings, { minLength: 3, maxLength: 3 }), (bodies) => {
        const text = bodies.map((body, index) => `${sections[index] ?? ''}${body}\n`).join('')
        const after = right(released(text))
        const words = (all: string): ReadonlyArray<string> =>
          all.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !/^##/.test(line))
        const added = ['Works offline.', 'At last.']
        expect([...words(after)].sort()).to.deep.equal([...words(text), ...added].sort())
        const [before, plan] = [parsePlan(text), parsePlan(after)]
        const texts = (items: ReadonlyArray<{ readonly text: string; readonly done: boolean }>, done: boolean) =>
          items.filter((item) => item.done === done).map((item) => item.text)
        expect([texts(plan.released.items, true), plan.released.items.every(({ done }) => done)]).to.deep.equal([
          texts(before.dev.items, true),
          true,
        ])
        expect(plan.dev.items.map((item) => item.text)).to.deep.equal(texts(before.dev.items, false))
      }),
    )
  })
})

describe('parseRelease', () => {
  const raw = { releaseVersion: '1.5.0', newDevVersion: 'v1.6.0' }

  it('reads versions with and without v, with or without a narrative', () => {
    expect(parseRelease(raw)).to.deep.equal(E.right({ releaseVersion: '1.5.0', newDevVersion: '1.6.0', narrative: '' }))
    const narrative = '\n### New\r\n\r\n```\ncode\n```\n'
    expect(right(parseRelease({ ...raw, narrative })).narrative).to.equal('### New\n\n```\ncode\n```')
  })

  it('reports the first invalid part', () => {
    const narratives = [1, 'a\n## b', '##\tb', '```\nopen', '<!-- open', 'a\u0000', '\uD800', 'a'.repeat(20_001)]
    const raws = [{}, { ...raw, releaseVersion: '1 2' }, { ...raw, newDevVersion: 5 }]
    const bad = (what: string) => E.left(invalidPlanEdit(`bad-${what}`))
    expect([...raws, ...narratives.map((narrative) => ({ ...raw, narrative }))].map(parseRelease)).to.deep.equal([
      bad('release-version'),
      bad('release-version'),
      bad('dev-version'),
      ...narratives.map(() => bad('narrative')),
    ])
  })
})

describe('planTemplate', () => {
  it('has one open item in each section and a dated entry', () => {
    const { released: last, dev, changelog, warnings, unknown } = parsePlan(planTemplate('Notes app', '2026-11-25'))
    expect([
      last.version,
      last.items.map(({ done }) => done),
      dev.version,
      dev.items.map(({ done }) => done),
    ]).to.deep.equal(['0.0.0', [false], '0.1.0', [false]])
    expect([changelog, warnings, unknown]).to.deep.equal(['### v0.0.0 — 2026-11-25\n\nThe project begins.', [], []])
  })
})
