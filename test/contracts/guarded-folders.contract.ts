import { expect } from 'chai'
import type { GuardedFolders } from '../../application/approvals/guarded-folders.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeGuardedFolders`. */
export interface GuardedFoldersHarness extends Harness {
  /** Adapter under test. */
  readonly places: GuardedFolders
  /** Absolute, without links. `<home>/.penates/token` is there and guarded, `<home>/work/notes` is there and free. */
  readonly home: string
  /** In `<home>/work`: `link` leads to `<home>/.penates`, `out` to `<home>`. */
}

/** Contract of every adapter of `GuardedFolders`. */
export function describeGuardedFolders(technology: string, open: () => Promise<GuardedFoldersHarness>): void {
  describe(`GuardedFolders on ${technology}`, () => {
    let h: GuardedFoldersHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const leads = (tool: string, input: Record<string, string>, cwd: string | null = `${h.home}/work`) =>
      h.places.leadsInto({ tool, input, cwd })()

    it('finds every way into a guarded place', async () => {
      const ways = [
        `${h.home}/.penates/token`,
        `${h.home}/.penates`,
        '~/.penates/token',
        '../.penates/token',
        './notes/../../.penates/not-there-yet',
        'link/token',
        'out/.penates/token',
        'out/work/link/token',
        `file://${h.home}/.penates/token`,
        `${h.home}//.penates/./token`,
        '~somebody/x',
        '.claude/settings.json',
      ]
      for (const file_path of ways)
        expect([file_path, await leads('Read', { file_path })]).to.deep.equal([file_path, true])
    })

    it('lets other paths alone', async () => {
      for (const file_path of [
        'notes',
        `${h.home}/work/notes`,
        '~/work/notes',
        'link-not-there',
        '~/.penates-notes',
        '..',
      ]) {
        expect([file_path, await leads('Read', { file_path })]).to.deep.equal([file_path, false])
      }
      expect(await leads('TodoWrite', { content: `${h.home}/.penates/token` })).to.equal(false)
    })

    it('counts what a search reaches below its folder, and the folder of the session where it names none', async () => {
      expect([
        await leads('Grep', { pattern: 'secret', path: '~' }),
        await leads('Grep', { pattern: 'secret' }, h.home),
        await leads('Glob', { pattern: '../*/token' }),
        await leads('Glob', { pattern: '**/token', path: h.home }),
        await leads('Glob', { pattern: '/**' }),
        await leads('mcp__files__read', { uri: 'link' }),
        await leads('Grep', { pattern: '/.penates/' }),
        await leads('Glob', { pattern: '**/*.ts' }),
      ]).to.deep.equal([true, true, true, true, true, true, false, false])
    })

    it('takes the words of a shell command for paths, with all below them', async () => {
      const run = (command: string) => leads('Bash', { command })
      const ways = [
        `cat ${h.home}/.penates/token`,
        'cat notes link/token',
        "cat '../.penates'/token",
        'ls ~',
        'grep -r secret ..',
        'cat < link/token',
        'make; echo x | tee link/x',
        'sh -c "cat link/token"',
        'tar --file=link/token -x',
        `cc -I${h.home}/.penates x.c`,
        'cat .claude/settings.json',
        'cat ~somebody/x',
      ]
      for (const command of ways) expect([command, await run(command)]).to.deep.equal([command, true])
      const others = [
        'cat notes',
        'grep -r x .',
        'ls *.ts',
        'cat "$X"',
        'cat < notes',
        'npm test -- --grep=x',
        'f() { :; }',
      ]
      for (const command of others) expect([command, await run(command)]).to.deep.equal([command, false])
      expect([
        await leads('Bash', { command: 'make all' }, null),
        await leads('Bash', { command: 'ls ./x' }, null),
      ]).to.deep.equal([false, true])
      expect(await run(`echo ${Array.from({ length: 1_100 }, (_, at) => `w${String(at)}`).join(' ')}`)).to.equal(true)
    })

    it('tells the real places that a call names', async () => {
      const real = (file_path: string, cwd: string | null = `${h.home}/work`) =>
        h.places.realPathsOf({ tool: 'Edit', input: { file_path }, cwd })()
      expect([
        await real('notes'),
        await real('link/new'),
        await real('out/work/../work/notes'),
        await real(`file://${h.home}/work/notes`),
        await real('~somebody/x'),
        await real('notes', null),
        await h.places.realPathsOf({ tool: 'Bash', input: { command: 'ls /etc' }, cwd: h.home })(),
      ]).to.deep.equal([
        [`${h.home}/work/notes`],
        [`${h.home}/.penates/new`],
        [`${h.home}/work/notes`],
        [`${h.home}/work/notes`],
        null,
        null,
        [],
      ])
    })

    it('takes a relative path for guarded while the folder of the session is unknown', async () => {
      expect([
        await leads('Read', { file_path: 'notes' }, null),
        await leads('Read', { file_path: `${h.home}/work/notes` }, null),
        await leads('Grep', { pattern: 'x' }, null),
      ]).to.deep.equal([true, false, true])
    })
  })
}
