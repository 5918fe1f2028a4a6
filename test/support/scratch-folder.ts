import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes a new folder before each test of the suite and removes it afterwards. Answers with the present one's path. */
export function scratchFolder(): () => string {
  let path = ''
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'penates-test-'))
  })
  afterEach(() => rm(path, { recursive: true, force: true }))
  return () => path
}
