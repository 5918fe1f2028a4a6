import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import {
  commandText,
  examplesOf,
  judgeByRules,
  proposalsFor,
  readRule,
  ruleText,
  type PermissionRule,
  type RuledCall,
  type RuleDraft,
} from '../../../domain/approvals/permission-rule.js'
import type { ProjectId } from '../../../domain/projects/project-id.js'
import { parseShell } from '../../../adapters/outbound/shell/shell-parser.unbash.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { right } from '../../support/results.js'

const SHOP = 'shop' as ProjectId

const rule = (draft: RuleDraft): PermissionRule => ({
  id: `${draft.effect} ${draft.command ?? draft.path ?? draft.host ?? '*'}`,
  createdAt: 0,
  ...right(readRule(draft, parseShell)),
})
const bash = (effect: RuleDraft['effect'], command: string): PermissionRule => rule({ effect, tool: 'Bash', command })

const run = (script: string): RuledCall => ({
  ...{ tool: 'Bash', commands: parseShell(script), paths: [], host: null, projectId: null, agent: null },
})
const edit = (paths: ReadonlyArray<string> | null): RuledCall => ({
  ...{ tool: 'Edit', commands: undefined, paths, host: null, projectId: null, agent: null },
})

describe('rules for calls to come', () => {
  const rules = [
    bash('allow', 'npm test'),
    bash('allow', 'git status *'),
    bash('allow', 'ls *'),
    bash('deny', 'rm -rf *'),
    bash('deny', 'git push --force *'),
    bash('ask', 'npm publish *'),
  ]
  const said = (script: string): string | undefined => judgeByRules(rules, run(script))?.effect

  it('allow a command only when each part of it is allowed', () => {
    const allowed = [
      ...['npm test', 'npm  test', `"npm" 'test'`, 'npm test 2>&1', 'npm test > /dev/null', 'ls', 'ls -la src'],
      ...['npm test && git status -s', 'npm test\nls', 'npm test & ls', '(npm test)', 'ls <<EOF\ntext\nEOF'],
    ]
    for (const script of allowed) expect(said(script), script).to.equal('allow')
    const left = [
      ...['npm test --watch', 'npm', 'npm test; make', 'npm test | tee log', 'npm test > log', 'npm test >> "$LOG"'],
      ...['PATH=/tmp npm test', 'PATH=/tmp; npm test', 'env npm test', './npm test', 'sh -c "npm test"', 'eval ls'],
      ...['ls $(make)', 'ls < /dev/tcp/192.0.2.1/80', 'nрm test', 'export PATH=/tmp; npm test', ''],
      ...['for npm in x; do npm test; done'],
    ]
    for (const script of left) expect(said(script), script).to.equal(undefined)
  })

  it('deny a command wherever it is in a script, however it is started', () => {
    const denied = [
      ...['rm -rf /', '/bin/rm -rf x', 'sudo rm -rf x', 'find . -exec rm -rf {} +', 'echo x | xargs rm -rf'],
      ...['sh -c "rm -rf x"', "bash -lc 'cd x && rm -rf .'", 'eval rm -rf x', 'npm test && rm -rf x', `r\\m -rf x`],
      ...['ls $(rm -rf x)', 'cat <<EOF\n$(rm -rf x)\nEOF', '$RM -rf x', 'rm $FLAGS x', 'timeout 5 env A=1 rm -rf x'],
      ...['git status; git push --force origin main', "rm '-rf' x", 'rm -rf "${x:n}"'],
      ...['ls `rm -rf x`', 'f() { rm -rf x; }; f', 'ls $((1)); rm -rf x', 'time rm -rf x', 'rm $NONE -r -f'],
    ]
    for (const script of denied) expect(said(script), script).to.equal('deny')
    for (const script of ['echo rm -rf x', 'rm -r x', 'git push']) expect(said(script), script).to.equal(undefined)
  })

  it('ask before what an asking rule names, and about a script that cannot be read for certain', () => {
    for (const script of ['npm publish', 'npm test && npm publish --tag next'])
      expect(said(script), script).to.equal('ask')
    const evaluated = ["ls ${a['b[$(make)]']}", 'ls "${x:n}"', 'ls <<EOF\n$x[b]\nEOF']
    for (const script of [
      ...evaluated,
      'npm() { :; }; npm test',
      'ls "open',
      'ls `make`',
      'ls <(make)',
      ...['alias npm=make; npm test', 'npm\u00a0test', 'npm\u200b test', 'echo bnBtIHRlc3Q= | base64 -d | sh'],
      ...['ls <<EOF\n$(make)\nEOF'],
      "ls *(e:'rm x':)",
      'ls $((1))',
    ])
      expect(judgeByRules(rules, run(script)), script).to.deep.equal({ effect: 'ask', rules: [] })
  })

  it('let deny win over ask, and ask over allow', () => {
    const all = [bash('allow', 'make *'), bash('ask', 'make *'), bash('deny', 'make clean')]
    expect([
      judgeByRules(all, run('make clean'))?.effect,
      judgeByRules(all, run('make'))?.effect,
      judgeByRules([all[0] as PermissionRule], run('make'))?.effect,
    ]).to.deep.equal(['deny', 'ask', 'allow'])
  })

  it('concern their tool and their project', () => {
    const inShop = { ...bash('allow', 'make'), projectId: SHOP }
    expect([
      judgeByRules([inShop], run('make')),
      judgeByRules([inShop], { ...run('make'), projectId: SHOP })?.effect,
      judgeByRules([inShop], { ...run('make'), tool: 'Shell', projectId: SHOP }),
    ]).to.deep.equal([null, 'allow', null])
  })

  it('concern their agent, and no call of which it is not known', () => {
    const ofCodex = rule({ effect: 'deny', tool: 'Bash', agent: CODEX })
    const by = (agent: RuledCall['agent']) => judgeByRules([ofCodex], { ...run('make'), agent })?.effect
    expect([by(CODEX), by(CLAUDE_CODE), by(null)]).to.deep.equal(['deny', undefined, undefined])
  })

  it('compare paths by their real places', () => {
    const allowed = rule({ effect: 'allow', tool: 'Edit', path: '/work/shop' })
    const denied = rule({ effect: 'deny', tool: 'Edit', path: '/work/shop/.env' })
    const effects = [
      ['/work/shop/a.ts'],
      ['/work/shop/a.ts', '/etc/passwd'],
      ['/work/shop-2/a.ts'],
      ['/work/shop/.env'],
      [],
      null,
    ].map((paths) => judgeByRules([allowed, denied], edit(paths))?.effect)
    expect(effects).to.deep.equal(['allow', undefined, undefined, 'deny', undefined, 'ask'])
  })

  it('compare hosts whole', () => {
    const fetching = [
      rule({ effect: 'allow', tool: 'WebFetch', host: 'example.com' }),
      rule({ effect: 'allow', tool: 'WebFetch', host: '.example.org' }),
    ]
    const effects = ['example.com', 'docs.example.com', 'docs.example.org', 'example.org', 'badexample.org', null].map(
      (host) => judgeByRules(fetching, { ...edit([]), tool: 'WebFetch', host })?.effect,
    )
    expect(effects).to.deep.equal(['allow', undefined, 'allow', undefined, undefined, undefined])
  })

  it('are read from what a person gives, or refused with the part that is wrong', () => {
    const part = (draft: Partial<RuleDraft>): unknown => {
      const read = readRule({ effect: 'allow', tool: 'Bash', ...draft }, parseShell)
      return E.isLeft(read) ? read.left.part : read.right.pattern.kind
    }
    const read: ReadonlyArray<readonly [Partial<RuleDraft>, string]> = [
      [{}, 'any'],
      [{ command: 'npm test' }, 'command'],
      [{ command: `git commit -m 'a b' *` }, 'command'],
      [{ path: '/work' }, 'path'],
      [{ path: '/' }, 'path'],
      [{ host: '.example.com' }, 'host'],
      ...['*', 'a; b', 'a > b', 'A=1 a', '$x', 'a *.ts', 'a "'].map((command) => [{ command }, 'command'] as const),
      ...['work', '/a/../b', '/a/', '/a//b', '/a/.', '/a/..', '/a\n'].map((path) => [{ path }, 'path'] as const),
      ...['https://x', 'X.example', 'a b', '..'].map((host) => [{ host }, 'host'] as const),
      ...['trap *', '[ *', 'time *', '. *', 'eval *'].map((command) => [{ command }, 'command'] as const),
      [{ command: '' }, 'length'],
      [{ command: 'x'.repeat(1_001) }, 'length'],
      [{ tool: '' }, 'tool'],
      [{ tool: 'x'.repeat(201) }, 'tool'],
      ...[' ', 'Bash\n', 'B\u202Eash', 'Bash\u200B', 'Bash\uD800'].map((tool) => [{ tool }, 'tool'] as const),
      [{ tool: 'Edit', command: 'npm test' }, 'tool'],
      [{ command: 'a', host: 'b' }, 'more-than-one-pattern'],
    ]
    for (const [draft, expected] of read) expect(part(draft), JSON.stringify(draft)).to.equal(expected)
  })

  it('are shown as a person would write them', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => !/[\0\n]/.test(text))
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean(), (words, open) => {
        const pattern = { kind: 'command' as const, words, open }
        const read = readRule({ effect: 'allow', tool: 'Bash', command: commandText(pattern) }, parseShell)
        expect(E.isRight(read) ? read.right.pattern : read).to.deep.equal(pattern)
      }),
    )
    expect(ruleText(bash('deny', 'rm -rf *'))).to.equal('Bash rm -rf *')
  })

  it('come with a call that they take and one that they just do not', () => {
    const all = [
      ...['npm test', 'npm test *', 'ls *'].map((command) => bash('allow', command)),
      rule({ effect: 'allow', tool: 'Edit', path: '/work/shop' }),
      ...['example.com', '.example.com'].map((host) => rule({ effect: 'allow', tool: 'WebFetch', host })),
    ]
    for (const one of all) {
      const { match, nearMiss } = examplesOf(one.pattern) ?? { match: '', nearMiss: '' }
      const callOf = (text: string): RuledCall =>
        one.tool === 'Bash'
          ? run(text)
          : { ...edit(one.tool === 'Edit' ? [text] : []), tool: one.tool, host: one.tool === 'Edit' ? null : text }
      expect([ruleText(one), judgeByRules([one], callOf(match))?.effect]).to.deep.equal([ruleText(one), 'allow'])
      expect([ruleText(one), judgeByRules([one], callOf(nearMiss))]).to.deep.equal([ruleText(one), null])
    }
    expect(examplesOf({ kind: 'any' })).to.equal(null)
  })

  it('are proposed for each command of a call, the narrowest first', () => {
    const texts = (call: RuledCall): ReadonlyArray<string> =>
      proposalsFor(call).map((pattern) => ruleText({ tool: call.tool, pattern }))
    expect([
      texts(run('npm test --grep x && git status')),
      texts(run('git commit -m "$TEXT"')),
      texts(run('ls > out')),
      texts(run('ls "open')),
      texts(edit(['/work/a'])),
      texts({ ...edit([]), tool: 'WebFetch', host: 'example.com' }),
    ]).to.deep.equal([
      ['Bash npm test --grep x', 'Bash npm test *', 'Bash git status', 'Bash git status *'],
      ['Bash git commit *'],
      [],
      [],
      ['Edit /work/a'],
      ['WebFetch example.com'],
    ])
  })
})
