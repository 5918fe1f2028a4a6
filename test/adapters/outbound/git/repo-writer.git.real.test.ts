import { chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { gitRepoHistory } from '../../../../adapters/outbound/git/repo-history.git.js'
import { gitRepoWriter } from '../../../../adapters/outbound/git/repo-writer.git.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { MAX_STORED_DISCARDS } from '../../../../application/repo/repo-writer.port.js'
import { discardNotFound, gitRefused } from '../../../../domain/repo/errors.js'
import { unrecordedWrites } from '../../../../infrastructure/files/open-writes.js'
import { describeRepoWriter } from '../../../contracts/repo-writer.contract.js'
import { right } from '../../../support/results.js'
import { PLAIN_GIT, scratchRepository, type ScratchRepository } from '../../../support/scratch-repository.js'

const environment = {
  ...PLAIN_GIT,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}
const runner = processCommandRunner(() => ({}))
let time = 1_772_348_400_000
const writer = gitRepoWriter({ runner, environment, openWrites: unrecordedWrites, now: () => time++ })

describeRepoWriter('git', async () => {
  const repository = await scratchRepository()
  const elsewhere = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return {
    writer,
    history: gitRepoHistory({ runner, environment }),
    root: repository.root,
    elsewhere,
    controls: repository.controls,
    close: async () => {
      await repository.close()
      await rm(elsewhere, { recursive: true })
    },
  }
})

describe('gitRepoWriter, on disk', () => {
  let repository: ScratchRepository
  let root: string
  beforeEach(async () => {
    repository = await scratchRepository()
    ;({ root } = repository)
  })
  afterEach(() => repository.close())

  const discarded = async (path: string, isTracked: boolean) => right(await writer.discard(root, { path, isTracked })())

  it('restores any bytes and permissions after git has collected its garbage', async () => {
    const bytes = Buffer.from([0, 0xff, 0x0d, 0x0a, 0x80, 0])
    await repository.controls.write('.gitattributes', '* text eol=crlf\n')
    await repository.controls.commit('Attributes')
    await writeFile(join(root, 'secret.bin'), bytes)
    await chmod(join(root, 'secret.bin'), 0o640)
    const id = await discarded('secret.bin', false)
    await repository.git('gc', '--quiet', '--prune=now')
    right(await writer.restore(root, id)())
    expect(await readFile(join(root, 'secret.bin'))).to.deep.equal(bytes)
    expect((await stat(join(root, 'secret.bin'))).mode & 0o777).to.equal(0o640)
    expect(await repository.git('for-each-ref', 'refs/penates/')).to.equal('')
    expect(await repository.git('status', '--porcelain')).to.equal('?? secret.bin')
  })

  it('restores into a folder that was removed meanwhile', async () => {
    await repository.controls.write('deep/er/note.txt', 'note\n')
    const id = await discarded('deep/er/note.txt', false)
    await rm(join(root, 'deep'), { recursive: true })
    right(await writer.restore(root, id)())
    expect(await readFile(join(root, 'deep/er/note.txt'), 'utf8')).to.equal('note\n')
  })

  it('restores nothing over an ignored file', async () => {
    await repository.controls.write('note.txt', 'note\n')
    const id = await discarded('note.txt', false)
    await repository.controls.write('.gitignore', 'note.txt\n')
    await repository.controls.write('note.txt', 'other\n')
    expect(E.isLeft(await writer.restore(root, id)())).to.equal(true)
    expect(await readFile(join(root, 'note.txt'), 'utf8')).to.equal('other\n')
  })

  it('refuses to discard what it cannot restore: folders and very large files', async () => {
    await repository.controls.write('folder/file.txt', 'text\n')
    await writeFile(join(root, 'large'), '')
    await truncate(join(root, 'large'), 65 * 1024 * 1024)
    for (const path of ['folder', 'large']) {
      expect(await writer.discard(root, { path, isTracked: false })()).to.deep.include({ _tag: 'Left' })
      expect((await stat(join(root, path))).size).to.be.greaterThan(0)
    }
  })

  it('does not reach outside of the work tree', async () => {
    await repository.controls.link('out', tmpdir())
    const outside = await mkdtemp(join(tmpdir(), 'penates-out-'))
    try {
      await writeFile(join(outside, 'file'), 'text\n')
      const path = `out/${outside.slice(tmpdir().length + 1)}/file`
      expect(E.isLeft(await writer.discard(root, { path, isTracked: false })())).to.equal(true)
      expect(await readFile(join(outside, 'file'), 'utf8')).to.equal('text\n')
    } finally {
      await rm(outside, { recursive: true })
    }
  })

  it('drops the oldest of too many discards', async () => {
    await repository.controls.write('note.txt', '0\n')
    const first = await discarded('note.txt', false)
    const tree = await repository.git('rev-parse', `refs/penates/discarded/${first}`)
    for (let at = 0; at < MAX_STORED_DISCARDS; at++) {
      const ref = `refs/penates/discarded/${'0'.repeat(8)}${String(at).padStart(24, '0')}`
      await repository.git('update-ref', ref, tree)
    }
    await repository.controls.write('note.txt', '1\n')
    const last = await discarded('note.txt', false)
    expect((await repository.git('for-each-ref', 'refs/penates/discarded/')).split('\n')).to.have.length(
      MAX_STORED_DISCARDS,
    )
    right(await writer.restore(root, last)())
    const oldest = '0'.repeat(32)
    expect(await writer.restore(root, oldest)()).to.deep.equal(E.left(discardNotFound(oldest)))
  })

  it('runs the hooks of the repository, and returns the refusal of one', async () => {
    const hook = join(root, '.git/hooks/pre-commit')
    await writeFile(hook, '#!/bin/sh\necho "error: no tests" >&2\nexit 1\n', { mode: 0o755 })
    await repository.controls.write('a.txt', 'one\n')
    right(await writer.stage(root, ['a.txt'])())
    expect(await writer.commit(root, 'Begin')()).to.deep.equal(E.left(gitRefused('error: no tests')))
  })
})
