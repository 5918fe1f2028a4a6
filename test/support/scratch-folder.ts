import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Something of the test may still be writing its last file when the folder goes; milliseconds between tries. */
const PATIENT = { maxRetries: 10, retryDelay: 50 }

/** Makes a new folder before each test of the suite and removes it afterwards. Answers with the present one's path. */
export function scratchFolder(): () => string {
  let path = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'penates-test-'))
  })
  afterEach(() => rm(path, { recursive: true, force: true, ...PATIENT }))
  return () => path
}
