import { renameSync, symlinkSync, unlinkSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

/** Swaps `path` between what it is and a link to `target`, as fast as it can, until told to stop. */
const { path, target } = workerData as { readonly path: string; readonly target: string }

let isOn = true
parentPort?.on('message', () => {
  isOn = false
})

function swap(): void {
  for (let round = 0; round < 200; round += 1) {
    renameSync(path, `${path}.real`)
    symlinkSync(target, path)
    unlinkSync(path)
    renameSync(`${path}.real`, path)
  }
  if (isOn) setImmediate(swap)
  else parentPort?.close()
}

swap()
