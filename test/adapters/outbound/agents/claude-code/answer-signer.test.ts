import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAnswerSigner } from '../../../../../adapters/outbound/agents/claude-code/answer-signer.file.js'
import { isKept } from '../../../../../domain/server/archive.js'
import { nodeDisk } from '../../../../../infrastructure/files/disk.js'
import { describeAnswerSigner } from '../../../../contracts/answer-signer.contract.js'
import { leftTag, right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeAnswerSigner('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-key-'))
  return {
    signer: right(await openAnswerSigner(nodeDisk, join(folder, 'answer-key.pem'))()),
    close: () => rm(folder, { recursive: true }),
  }
})

describe('the key of the gate’s answers', () => {
  const folder = scratchFolder()
  const open = () => openAnswerSigner(nodeDisk, join(folder(), 'state', 'answer-key.pem'))()

  it('is made once, also by several at the same time, and readable by its owner alone', async () => {
    const opened = (await Promise.all([open(), open(), open()])).map((one) => right(one).publicKey)
    expect(new Set([...opened, right(await open()).publicKey]).size).to.equal(1)
    expect((await stat(join(folder(), 'state', 'answer-key.pem'))).mode & 0o777).to.equal(0o600)
  })

  it('leaves no half of a key that a kill left, and spares one that another process may be making', async () => {
    const state = join(folder(), 'state')
    await mkdir(state)
    const [old, young] = [`answer-key.pem.${randomUUID()}.tmp`, `answer-key.pem.${randomUUID()}.tmp`]
    for (const name of [old, young]) await writeFile(join(state, name), 'half')
    const hourAgo = new Date(Date.now() - 3_600_000)
    await utimes(join(state, old), hourAgo, hourAgo)
    await open()
    expect((await readdir(state)).toSorted()).to.deep.equal(['answer-key.pem', young])
    expect([old, young, 'answer-key.pem'].map(isKept)).to.deep.equal([false, false, true])
  })

  it('is never replaced: a damaged file is Unavailable', async () => {
    await open()
    await writeFile(join(folder(), 'state', 'answer-key.pem'), 'no key')
    expect(leftTag(await open())).to.equal('Unavailable')
  })
})
