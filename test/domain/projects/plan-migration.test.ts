import * as E from 'fp-ts/lib/Either.js'
import { nothingToMigrate } from '../../../domain/projects/errors.js'
import { migrateIgnoreFile, migrateRoadmap } from '../../../domain/projects/plan-migration.js'

describe('migrateRoadmap', () => {
  it('removes the backlog and keeps every other byte', () => {
    const [before, backlog, after] = [
      '\uFEFF# A\r\n\r\n',
      '## Backlog\r\n\r\n- [ ] a {theme: b}\r\n- [x] c\r\n',
      '## Notes\nd',
    ]
    const ideas = [
      { done: false, text: 'a', meta: { theme: 'b' }, line: 5 },
      { done: true, text: 'c', meta: {}, line: 6 },
    ]
    expect(migrateRoadmap(before + backlog + after)).to.deep.equal(E.right({ ideas, text: before + after }))
    expect(migrateRoadmap(before + backlog)).to.deep.equal(E.right({ ideas, text: before }))
  })

  it('keeps a plan without backlog, and refuses other documents', () => {
    expect(migrateRoadmap('## Released: v1')).to.deep.equal(E.right({ ideas: [], text: '## Released: v1' }))
    for (const text of ['', '# Roadmap\n- [ ] a', '```\n## Backlog\n```', '## Changelog'])
      expect(migrateRoadmap(text)).to.deep.equal(E.left(nothingToMigrate))
  })
})

describe('migrateIgnoreFile', () => {
  it('drops the entry of the roadmap and renames its exception', () => {
    expect(
      migrateIgnoreFile('a\nROADMAP.md\n/ROADMAP.md \n!ROADMAP.md\r\n!/ROADMAP.md\ndocs/ROADMAP.md\n# ROADMAP.md'),
    ).to.equal('a\n!CHANGELOG.md\r\n!/CHANGELOG.md\ndocs/ROADMAP.md\n# ROADMAP.md')
  })
})
