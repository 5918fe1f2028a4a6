import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { checkTmux } from '../../../../adapters/outbound/tmux/check-tmux.js'

describe('checkTmux', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-check-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const environment = { PATH: process.env['PATH'] ?? '' }
  const runner = processCommandRunner(() => environment)
  const found = async (binary: string) => {
    const [finding] = await checkTmux({ runner, binary, environment })()
    return finding
  }
  const program = async (text: string): Promise<string> => {
    const file = join(folder, 'tmux')
    await writeFile(file, text)
    await chmod(file, 0o700)
    return file
  }

  it('finds the one on PATH', async () => {
    const finding = await found('tmux')
    expect(finding).to.include({ name: 'tmux', state: 'ok', mend: null })
    expect(finding?.detail).to.match(/^\d+\.\d+\S* \(\/.*tmux\)$/)
  })

  it('says that there is none', async () => {
    expect(await found(join(folder, 'none'))).to.deep.include({ state: 'fault', detail: `${folder}/none is not there` })
    expect(await found('no-such-tmux')).to.deep.include({ state: 'fault', detail: 'no-such-tmux is not there' })
  })

  it('takes 3.2 and later, numbered or not', async () => {
    for (const version of ['3.2', '3.5a', 'next-3.7', '4.0', 'master'])
      expect(await found(await program(`#!/bin/sh\necho tmux ${version}\n`)), version).to.include({ state: 'ok' })
    for (const version of ['3.1c', '2.9', '1.8', 'next-3.1'])
      expect((await found(await program(`#!/bin/sh\necho tmux ${version}\n`)))?.detail, version).to.equal(
        `${version} (${folder}/tmux) is older than 3.2`,
      )
  })

  it('says why one does not run', async () => {
    for (const [text, why] of [
      ['#!/bin/sh\necho "no terminals today" >&2; exit 3\n', 'no terminals today'],
      ['#!/bin/sh\nexit 0\n', 'tmux -V told no version'],
      ['#!/nowhere/at/all\n', 'could not be started'],
    ] as const)
      expect((await found(await program(text)))?.detail).to.equal(`${folder}/tmux does not run: ${why}`)
  })
})
