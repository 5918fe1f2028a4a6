/** A thread that reads the logs of agents: reading a gigabyte takes seconds, and the hub stands still for none of them. */
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { HelperResult, HelperSettings } from './reading.js'
import type { Asked, KeeperSettings, Told } from './questions.js'

/** Below the hub, whose loop shares the cores with this. Only on Linux is that of one thread. */
const NICENESS = 5

if (process.platform === 'linux') setPriority(NICENESS)

const settings = workerData as KeeperSettings | HelperSettings
if (settings.role === 'helper') await helpAndEnd(settings)
else await keep(settings)

async function helpAndEnd(own: HelperSettings): Promise<void> {
  const { help } = await import('./reading.js')
  const result = await help(own)
  const { messages, calls, forks } = result.messages
  const moved = [messages, calls, forks].map(({ words }) => words.buffer as ArrayBuffer)
  parentPort?.postMessage(result, moved)
}

async function keep({ roots, indexFile }: KeeperSettings): Promise<void> {
  const { openKeeper } = await import('./keeper.js')
  const tell = (told: Told): void => parentPort?.postMessage(told)
  const keeper = openKeeper({
    roots,
    indexFile,
    help: helper,
    tell: (progress, isNews) => {
      tell({ _tag: 'progress', progress, isNews })
    },
  })
  parentPort?.on('message', (asked: Asked) => {
    if (asked._tag === 'follow') keeper.follow(asked.isFollowed)
    else if (asked._tag === 'close') {
      keeper.close()
      process.exit(0)
    } else {
      const { id, question } = asked
      const reading = asked.waits ? keeper.report(question) : Promise.resolve().then(() => keeper.reportSoFar(question))
      reading.then(
        (report) => {
          tell({ _tag: 'report', id, report })
        },
        (error: unknown) => {
          tell({ _tag: 'failed', id, detail: String(error) })
        },
      )
    }
  })
}

function helper(own: HelperSettings): Promise<HelperResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: own })
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', () => {
      reject(new Error('the thread ended'))
    })
  })
}
