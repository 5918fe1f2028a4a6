/** A thread that reads the logs of agents: reading a gigabyte takes seconds, and the hub stands still for none of them. */
import { setPriority } from 'node:os'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { EncodeUsage, UsageDocument } from '../../../application/usage/usage-document.js'
import type { Report } from '../../../domain/usage/report.js'
import type { Keeper } from './keeper.js'
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

async function keep({ roots, indexFile, encoder }: KeeperSettings): Promise<void> {
  const { openKeeper } = await import('./keeper.js')
  const { encodeUsage } = (await import(pathToFileURL(encoder).href)) as { readonly encodeUsage: EncodeUsage }
  const tell = (told: Told, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(told, moved)
  const keeper = openKeeper({
    roots,
    indexFile,
    help: helper,
    tell: (progress) => {
      tell({ _tag: 'progress', progress })
    },
    encode: encodeUsage,
  })
  parentPort?.on('message', (asked: Asked) => {
    if (asked._tag === 'follow') keeper.follow(asked.isFollowed)
    else if (asked._tag === 'close') {
      keeper.close()
      process.exit(0)
    } else {
      const { id } = asked
      answerTo(keeper, asked).then(
        (answer) => {
          const moved = answer !== null && 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []
          tell({ _tag: 'answer', id, answer, progress: keeper.progress() }, moved)
        },
        (error: unknown) => {
          tell({ _tag: 'failed', id, detail: String(error) })
        },
      )
    }
  })
}

async function answerTo(
  keeper: Keeper,
  asked: Extract<Asked, { readonly id: number }>,
): Promise<Report | UsageDocument | null> {
  if (asked._tag === 'document') return keeper.document(asked.request, asked.waits)
  return asked.waits ? keeper.report(asked.query) : keeper.reportSoFar(asked.query)
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
