import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { link } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AnswerSigner } from '../../../../application/approvals/answer-signer.port.js'
import { unavailable, type Unavailable } from '../../../../application/shared/errors.js'
import { errorCode, errorText, type Disk } from '../../../../infrastructure/files/disk.js'
import { removeStaleTemporaries } from '../../../../infrastructure/files/stale-temporaries.js'

/** Name of the private key in the state folder. */
export const ANSWER_KEY_FILE = 'answer-key.pem'

/**
 * The signer whose private key is in `file` (absolute), made where there is none. `Unavailable` when the file cannot be
 * read or holds no Ed25519 key: a new key would make every installed gate refuse.
 */
export const openAnswerSigner = (disk: Disk, file: string): TE.TaskEither<Unavailable, AnswerSigner> =>
  TE.tryCatch(
    async () => {
      await removeStaleTemporaries(file)
      const key = createPrivateKey((await readKey(disk, file)) ?? (await makeKey(disk, file)))
      if (key.asymmetricKeyType !== 'ed25519') throw new Error('it holds no Ed25519 key')
      return signerOf(key)
    },
    (thrown) => unavailable('answer key', `${file}: ${errorText(thrown)}`, thrown),
  )

async function readKey(disk: Disk, file: string): Promise<string | null> {
  try {
    return await disk.read(file)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/**
 * Makes the key whole beside its place, then links it there: a hub that starts and `hooks install` may both make one, and
 * the first counts.
 */
async function makeKey(disk: Disk, file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const fresh = `${file}.${randomUUID()}.tmp`
  await disk.makeFolder(dirname(file))
  const handle = await disk.create(fresh)
  try {
    await handle.write(text)
    await handle.sync()
    await link(fresh, file)
    await disk.syncFolder(dirname(file))
    return text
  } catch (thrown) {
    if (errorCode(thrown) !== 'EEXIST') throw thrown
    return await disk.read(file)
  } finally {
    await handle.close()
    await disk.remove(fresh)
  }
}

const signerOf = (key: KeyObject): AnswerSigner => ({
  publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64url'),
  sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
})
