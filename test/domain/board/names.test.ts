import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import {
  brainstormSession,
  ideaBranch,
  ideasSession,
  implementSession,
  isBranchName,
  toSlug,
  slugOf,
} from '../../../domain/board/names.js'

const ID = '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10'

describe('the names of a card’s session, branch and worktree', () => {
  it('come from its title, without dots, and end in its id', () => {
    expect(
      ['Use v1.2 API', 'Größe & Breite', '  --..x..--  ', '', '日本語', 'a'.repeat(500)].map((title) =>
        slugOf(title, ID, 'cc-'),
      ),
    ).to.deep.equal([
      'use-v1-2-api-0f7c0a',
      'gr-e-breite-0f7c0a',
      'x-0f7c0a',
      'idea-0f7c0a',
      'idea-0f7c0a',
      `${'a'.repeat(48)}-0f7c0a`,
    ])
  })

  it('are valid session and branch names for any title', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.constantFrom('', 'cc-', 'a-long-prefix_'),
        (title, prefix) => {
          const slug = slugOf(title, ID, prefix)
          expect([
            E.isRight(brainstormSession(prefix, slug)),
            E.isRight(implementSession(prefix, slug)),
            isBranchName(ideaBranch(slug)),
            E.isRight(ideasSession(prefix, { id: title, displayName: title })),
          ]).to.deep.equal([true, true, true, true])
        },
      ),
    )
  })

  it('of an idea session take the project’s name, else its id', () => {
    const of = (displayName: string, id: string) => ideasSession('cc-', { displayName, id })
    expect([of('Notes App', 'x'), of('メモ', 'notes'), of('', '')]).to.deep.equal([
      E.right('cc-ideas-notes-app'),
      E.right('cc-ideas-notes'),
      E.right('cc-ideas-x'),
    ])
  })

  it('a slug contains only characters that every tool accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toSlug(text)).to.match(/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)?$/)
      }),
    )
  })
})

describe('the name of a branch', () => {
  it('accepts valid names', () => {
    const good = ['main', 'idea/offline-mode', 'größe', 'a.b', 'feature/x@y', "it's", 'a'.repeat(250)]
    expect(good.filter((name) => !isBranchName(name))).to.deep.equal([])
  })

  it('refuses names that git could read as anything else', () => {
    const bad = [
      '',
      '-d',
      '--all',
      'a..b',
      '@{u}',
      'a@{1}',
      '@',
      'HEAD',
      'x.lock',
      'x.lock/y',
      '.x',
      'a/.x',
      '/a',
      'a/',
      'a//b',
      'a b',
      'a\nb',
      'a~1',
      'a^',
      'a:b',
      'a?',
      'a*',
      'a[',
      'a\\b',
      'a.',
      'a\u007f',
      'a'.repeat(1_000),
    ]
    expect(bad.filter(isBranchName)).to.deep.equal([])
  })
})
