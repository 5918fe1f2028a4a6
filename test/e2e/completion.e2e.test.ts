import { access, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { privateTmux, type PrivateTmux } from '../support/private-tmux.js'

/** Shells without the person's files, and the line that a person writes into them. */
const SHELLS = {
  bash: { start: 'bash --norc --noprofile -i', load: 'eval "$(penates completion bash)"' },
  zsh: { start: 'zsh -f -i', load: 'autoload -Uz compinit && compinit -D -u && eval "$(penates completion zsh)"' },
  fish: { start: 'fish --no-config --interactive', load: 'penates completion fish | source' },
}

describe('completion in a shell', function () {
  this.timeout(120_000)
  let folder = ''
  let tmux: PrivateTmux

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-completion-'))
    tmux = privateTmux()
    const program = join(folder, 'bin', 'penates')
    await mkdir(join(folder, 'bin'))
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`)
    await chmod(program, 0o755)
  })
  after(async () => {
    await tmux.stop()
    // A shell writes its history when its terminal is gone.
    await eventually(() => rm(folder, { recursive: true, force: true }))
  })

  for (const [shell, { start, load }] of Object.entries(SHELLS))
    it(`completes a command in ${shell}`, async () => {
      const loaded = join(folder, `${shell}-loaded`)
      // tmux passes its own PATH to a program, also with the option -e.
      const environment = `env HOME=${folder} PENATES_HOME=${folder}/state PATH=${folder}/bin:${process.env['PATH'] ?? ''}`
      await tmux.run('new-session', '-d', '-s', shell, '-x', '120', '-y', '30', `${environment} ${start}`)
      await tmux.run('send-keys', '-t', shell, '-l', `${load}; touch ${loaded}`)
      await tmux.run('send-keys', '-t', shell, 'Enter')
      await eventually(() => access(loaded))
      await tmux.run('send-keys', '-t', shell, '-l', 'penates sessions att')
      await tmux.run('send-keys', '-t', shell, 'Tab')
      await eventually(async () => {
        expect(await tmux.run('capture-pane', '-p', '-t', shell)).to.contain('penates sessions attach')
      })
    })
})
