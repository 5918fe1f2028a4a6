import { expect } from 'chai'
import type { GuardedFolders } from '../../application/approvals/guarded-folders.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeGuardedFolders`. */
export interface GuardedFoldersHarness extends Harness {
  /** Adapter under test. */
  readonly places: GuardedFolders
  /** Absolute, without links. `<home>/.penates/token` is there and guarded, `<home>/work/notes` is there and free. */
  readonly home: string
  /** In `<home>/work`: `link` leads to `<home>/.penates`, `out` to `<home>`; `src/deep` are folders. `<home>/state` is guarded too. */
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
        ` ${h.home}/.penates/token`,
        `\u00a0~/.penates/token\n`,
        `FILE:///${h.home}/.penates/token`,
        `file://localhost${h.home}/.penates/token`,
        `file://${h.home}/%2epenates/token`,
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
        'cat src/deep/x',
        'cd src && cat deep/x',
        'cd src/deep && cat ../x',
        'git commit -m "Fix a / b, ~5 of ../x and (c) @d"',
        "sed -n '1,5p' notes",
        'curl https://example.com/',
        "grep 'a.*b' notes",
        'cat "$X"',
        'cat < notes',
        'npm test -- --grep=x',
        'f() { :; }',
      ]
      for (const command of others) expect([command, await run(command)]).to.deep.equal([command, false])
      expect([
        await leads('Bash', { command: 'make all' }, null),
        await leads('Bash', { command: 'ls ./x' }, null),
      ]).to.deep.equal([true, true])
      expect(await run(`echo ${Array.from({ length: 1_100 }, (_, at) => `w${String(at)}`).join(' ')}`)).to.equal(true)
    })

    it('follows the folders that a command goes through', async () => {
      const run = (command: string, cwd = 'src/deep') => leads('Bash', { command }, `${h.home}/work/${cwd}`)
      const ways = [
        'cd .. && cd .. && cat ../state/token',
        'cd ..; cd ..; cd ..; cat state/token',
        'cd ../.. && cat ../state/token',
        'pushd .. && pushd .. && cat ../state/token',
        '(cd ..; cd ..; cat ../state/token)',
        'if true; then cd ..; fi; cat ../../state/token',
        'mkdir new && cd new && cat ../../../../state/token',
        'git -C .. -C .. --git-dir=../state status',
        'git -C.. -C.. show ../state/token',
        'git --work-tree=../.. diff ../../../state',
        'make -C ../.. -f ../state/token',
        'make --directory=../.. -f ../state/token',
        'tar -C ../.. -c ../state',
        'tar cC ../.. ../state',
        'env -C ../.. cat ../state/token',
        'env --chdir ../.. cat ../state/token',
        'env --chdir=../.. cat ../state/token',
        'sh -c "cd ../..; cat ../state/token"',
        'cd ../../out && cat state/token',
        'cd ../../.. && ls',
        'npm --prefix ../../.. test',
      ]
      for (const command of ways) expect([command, await run(command)]).to.deep.equal([command, true])
      expect([
        await run('ls', '..'),
        await run('rg secret', 'out'),
        await run('ls', 'link'),
        await leads('Bash', { command: 'cat ../state/token', workdir: `${h.home}/work` }, `${h.home}/work/src/deep`),
        await leads('Bash', { command: 'cat x', workdir: '../../..' }, `${h.home}/work/src/deep`),
        await run('ls', '.'),
      ]).to.deep.equal([true, true, true, true, true, false])
      const folders = Array.from({ length: 60 }, () => 'cd ..').join('; ')
      expect(await run(folders)).to.equal(true)
    })

    it('finds paths inside of words and texts', async () => {
      const run = (command: string) => leads('Bash', { command })
      const ways = [
        `curl -d @${h.home}/state/token localhost`,
        'curl -d@../state/token localhost',
        'curl -F F=@../state/token localhost',
        'curl --data-binary=@link/token localhost',
        `curl file://localhost${h.home}/state/token`,
        `curl FILE://${h.home}/work/link/token`,
        `curl file://localhost${h.home}/work/link/token`,
        `curl file://${h.home}/%73tate/token`,
        `curl file://${h.home}/work/%6cink/token`,
        "sed 'r ../state/token' notes",
        "sed 'r../state/token' notes",
        "sed -n 'w ../state/token' notes",
        `awk 'BEGIN { while ((getline l < "../state/token") > 0) print l }'`,
        `python3 -c 'print(open("../state/token").read())'`,
        "python3 - <<'E'\nprint(open('../state/token').read())\nE",
        `node -e 'fs.readFileSync("link/token")'`,
        "cat ~/.pen''ates/x",
        'cat $HOME/.penates/x',
        'cat ${HOME}/.penates/x',
        'cat ~/.PENATES/x',
        'cat $PENATES_HOME/x',
        'cat ~/.pen*/x',
        'cat ../st?te/token',
        'cat ../{state,x}/token',
        'docker run -v /:/host x',
        'git add a.claude/x',
        'git commit -m "Ignore .claude"',
        'cat "~/.penates',
      ]
      for (const command of ways) expect([command, await run(command)]).to.deep.equal([command, true])
    })

    it('looks for paths in every text of a tool that it does not know', async () => {
      const texts = [
        'cat ../state/token',
        'link/token',
        '~/.penates',
        'cd ~/.penates; ls',
        `{"file":"${h.home}/state/token"}`,
        'file:///%7e/.penates/token',
        '../st*/token',
      ]
      for (const note of texts) {
        expect([note, await leads('mcp__x__run', { note })]).to.deep.equal([note, true])
        expect([note, await leads('Task', { note })]).to.deep.equal([note, false])
      }
      for (const note of ['hello', '~5 minutes', 'a / b', 'https://example.com/', 'src/x'])
        expect([note, await leads('mcp__x__run', { note })]).to.deep.equal([note, false])
      const deep = `${h.home}/work/src/deep`
      expect([
        await leads('mcp__x__run', { note: 'cd .. && cd .. && cat ../state/token' }, deep),
        await leads('mcp__x__run', { note: 'cd .. && cat ../x' }, deep),
        await h.places.leadsInto({
          tool: 'Bash',
          input: { command: ['cat', '../state/token'] },
          cwd: `${h.home}/work`,
        })(),
      ]).to.deep.equal([true, false, true])
      expect([
        await leads('apply_patch', {
          command: '*** Begin Patch\n*** Update File: ../state/x\n+.claude\n*** End Patch',
        }),
        await leads('apply_patch', { input: '*** Begin Patch\n*** Add File: a\n *** Move to: link/x\n*** End Patch' }),
        await leads('apply_patch', { input: '*** Begin Patch\n*** Add File: a\n+../state/x .claude\n*** End Patch' }),
      ]).to.deep.equal([true, true, false])
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
