import { parseShell } from '../../../../adapters/outbound/shell/shell-parser.unbash.js'
import { judgeByRules, readRule, type RuledCall, type RuleDraft } from '../../../../domain/approvals/permission-rule.js'
import { risksOf } from '../../../../domain/approvals/risk.js'
import { EVALUATED } from '../../../../domain/approvals/shell-command.js'
import { THE_HUB } from '../../../../application/shared/audit-log.port.js'
import { deskWorld, openDesk } from '../../../support/approvals.js'
import { right } from '../../../support/results.js'
import { drawn, handMade, ORDINARY_COMMANDS } from '../../../support/shell-corpus.js'
import { runInShells } from '../../../support/shell-runs.js'
import { shortOrLong } from '../../../support/short-or-long.js'

/** zsh takes a comment that is typed as words, and looks for a program of the name `#`. */
const ALLOWED = ['ls', 'npm', 'git', 'cat', '#']

const rule = (effect: RuleDraft['effect'], command: string) => ({
  id: command,
  createdAt: 0,
  ...right(readRule({ effect, tool: 'Bash', command }, parseShell)),
})
const allowing = ['ls *', 'npm test', 'git status *', 'cat *', 'echo *', 'cd *', 'true', '[ *', 'printf *'].map(
  (command) => rule('allow', command),
)
const denying = ['touch *', 'rm *'].map((command) => rule('deny', command))
const asking = ['touch *', 'rm *'].map((command) => rule('ask', command))

const callOf = (script: string): RuledCall => ({
  ...{ tool: 'Bash', commands: parseShell(script), paths: [], host: null, projectId: null, agent: null },
})
const isAllowed = (script: string): boolean => judgeByRules(allowing, callOf(script))?.effect === 'allow'
/** True when neither a rule that denies nor one that asks holds the command. */
const passes = (script: string): boolean =>
  [denying, asking].some((rules) => judgeByRules(rules, callOf(script)) === null)

/** True when the reader said that the script writes these files. */
function areWritten(files: ReadonlyArray<string>, script: string): boolean {
  const writes = (parseShell(script) ?? []).flatMap((command) => command.writes)
  return writes.includes(null) || files.every((file) => writes.includes(file))
}

/** Runs in which something ran or was written that the rules had not let through. */
async function breachesOf(scripts: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const runs = await runInShells(scripts.filter((script) => isAllowed(script) || passes(script)))
  const breaches = runs.filter(({ script, programs, files }) =>
    isAllowed(script)
      ? files.length > 0 || programs.some((program) => !ALLOWED.includes(program))
      : programs.some((program) => program === 'touch' || program === 'rm') || !areWritten(files, script),
  )
  return breaches.map(
    ({ script, by, programs, files }) => `${JSON.stringify(script)} by ${by}: ${[...programs, ...files].join(' ')}`,
  )
}

const COUNT = shortOrLong(1_500, 20_000)

describe('scripts that rules let through, in bash, dash and zsh', function () {
  this.timeout(300_000)

  it('run what the rules name and nothing else, of commands made by hand', async () => {
    const scripts = handMade()
    expect(scripts.length).to.be.greaterThan(1_500)
    const breaches = await breachesOf(scripts)
    expect(breaches, breaches.slice(0, 20).join('\n')).to.have.length(0)
  })

  it(`run what the rules name and nothing else, of ${COUNT} drawn commands`, async () => {
    const scripts = drawn(1, COUNT)
    expect(scripts.filter(isAllowed).length).to.be.greaterThan(COUNT / 40)
    const breaches = await breachesOf(scripts)
    expect(breaches, breaches.slice(0, 20).join('\n')).to.have.length(0)
  })

  it('have a mark for what they run as another user', async () => {
    const scripts = handMade().map((script) => script.replaceAll(/touch pwn|rm x/g, String.raw`s\udo x`))
    const unmarked = scripts.filter(
      (script) =>
        parseShell(script)?.includes(EVALUATED) === false &&
        !risksOf(script, null).some(({ kind }) => kind === 'as-root'),
    )
    const runs = await runInShells(unmarked)
    expect(runs.filter(({ programs }) => programs.includes('sudo')).map(({ script }) => script)).to.deep.equal([])
  })

  it('are counted by a trial as the gate judges them', async () => {
    const world = deskWorld()
    const desk = openDesk(world)
    for (const command of ['ls *', 'npm test', 'git status *', 'cat *', 'echo *', 'cd *', 'true', '[ *'])
      right(await desk.permissionRules.add({ effect: 'allow', tool: 'Bash', command }, THE_HUB)())
    const scripts = handMade()
    for (const [at, command] of scripts.entries())
      world.pastCalls.made(
        { toolUseId: `toolu_${at}`, tool: 'Bash', input: { command }, cwd: '/work/shop' },
        world.clock.now(),
      )
    const tried = right(await desk.permissionRules.trial({ effect: 'allow', tool: 'Bash', command: 'printf *' })())
    expect([tried.calls, tried.allowed]).to.deep.equal([scripts.length, scripts.filter(isAllowed).length])
  })

  it('are seen when they do more', async () => {
    const runs = await runInShells(['ls; touch pwn', 'echo x > pwn', 'ls'])
    expect(runs.filter(({ script }) => script === 'ls; touch pwn').map(({ programs }) => programs)).to.deep.equal(
      Array(9).fill(['ls', 'touch']),
    )
    expect(runs.filter(({ script }) => script === 'echo x > pwn').map(({ files }) => files)).to.deep.equal(
      Array(9).fill(['pwn']),
    )
  })

  it('are most of what agents run every day', () => {
    expect(ORDINARY_COMMANDS.filter((script) => parseShell(script)?.includes(EVALUATED) !== false)).to.deep.equal([])
  })
})
