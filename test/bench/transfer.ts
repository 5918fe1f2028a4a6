import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, timed, type Benchmark, type Measurement } from './harness.js'

const MEBIBYTE = 1024 * 1024
const FILE_MEBIBYTES = 1024
/** An upload takes at most 100 MiB a file, so a GiB is sent as this many. */
const PARTS = 16
const ROUNDS = 3
const SAMPLE_MS = 20
const BARE_COPY = fileURLToPath(new URL('./bare-copy.js', import.meta.url))

export const transfer: Benchmark = {
  name: 'upload and download of 1 GiB',
  limit: '`cp` through a loopback socket; 32 MiB',
  mustReach: '≤ 2× time; ≤ 1× memory',
  run: async () => {
    const hub = await startBenchHub()
    try {
      await hub.start('files', 'cat')
      const source = join(hub.folder, 'source.bin')
      await makeFile(source)
      await untilKnown(hub)
      return [...(await compare(hub, 'download', source)), ...(await compare(hub, 'upload', source))]
    } finally {
      await hub.stop()
    }
  },
}

/** The hub hears of a session that was started by hand a moment later. */
async function untilKnown(hub: BenchHub): Promise<void> {
  for (;;) {
    const [response] = (await once(ask(hub, 'GET', '').end(), 'response')) as [IncomingMessage]
    response.resume()
    if (response.statusCode === 200) return
    await pause(SAMPLE_MS)
  }
}

async function makeFile(path: string): Promise<void> {
  const block = randomBytes(MEBIBYTE)
  const file = await open(path, 'w')
  for (let written = 0; written < FILE_MEBIBYTES; written += 1) await file.write(block)
  await file.close()
}

async function compare(
  hub: BenchHub,
  direction: 'download' | 'upload',
  source: string,
): Promise<ReadonlyArray<Measurement>> {
  const ours: number[] = []
  const bare: number[] = []
  const growth: number[] = []
  const target = join(hub.folder, 'target')
  for (let round = 0; round < ROUNDS; round += 1) {
    await mkdir(target)
    bare.push(await bareCopy(direction, source, join(target, 'bare.bin')))
    await rm(target, { recursive: true })
    await mkdir(target)
    const carry = direction === 'download' ? download(hub, join(target, 'ours.bin')) : upload(hub, source)
    const grown = watchMemory(hub, carry)
    ours.push(await timed(() => carry))
    growth.push(await grown)
    await rm(target, { recursive: true })
  }
  return [
    {
      what: `${direction}, time`,
      ours: median(ours) / 1000,
      limit: median(bare) / 1000,
      unit: 's',
      bound: { atMost: 2 },
    },
    {
      what: `${direction}, growth of memory`,
      ours: Math.max(...growth) / MEBIBYTE,
      limit: 32,
      unit: 'MiB',
      bound: { atMost: 1 },
    },
  ]
}

/** By how many bytes the hub grows at most while something is carried. */
async function watchMemory(hub: BenchHub, carried: Promise<void>): Promise<number> {
  const before = await hub.residentBytes()
  let [most, isOver] = [before, false]
  const over = (): void => {
    isOver = true
  }
  void carried.then(over, over)
  do {
    await pause(SAMPLE_MS)
    most = Math.max(most, await hub.residentBytes())
  } while (!isOver)
  return most - before
}

/** A file through a socket from one process to another, in the same direction. */
async function bareCopy(direction: 'download' | 'upload', source: string, target: string): Promise<number> {
  const argv = direction === 'download' ? ['send', source] : ['take', target]
  const other = spawn(process.execPath, [BARE_COPY, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await portOf(other)
  const time = await timed(async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    if (direction === 'download') await pipeline(socket, createWriteStream(target))
    else {
      createReadStream(source).pipe(socket)
      socket.resume()
      await once(socket, 'end')
    }
  })
  other.kill()
  return time
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('no port to read')
  const [line] = (await once(stdout, 'data')) as [Buffer]
  return Number(line.toString('utf8'))
}

const ask = (hub: BenchHub, method: string, path: string, headers: Record<string, string> = {}): ClientRequest =>
  request({
    port: hub.port,
    host: '127.0.0.1',
    method,
    path: `/api/projects/session:files/files${path}`,
    headers: { Authorization: `Bearer ${hub.token}`, ...headers },
    agent: false,
  })

async function download(hub: BenchHub, target: string): Promise<void> {
  const asking = ask(hub, 'GET', '/download?path=source.bin').end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  if (response.statusCode !== 200) throw new Error(`download: ${String(response.statusCode)}`)
  await pipeline(response, createWriteStream(target))
}

async function upload(hub: BenchHub, source: string): Promise<void> {
  const { size } = await stat(source)
  const length = size / PARTS
  const head = (part: number): string =>
    `--benchbenchbench\r\nContent-Disposition: form-data; name="f"; filename="${String(part)}.bin"\r\n\r\n`
  const end = '--benchbenchbench--\r\n'
  const heads = Array.from({ length: PARTS }, (_, part) => head(part).length + 2).reduce((a, b) => a + b, 0)
  const asking = ask(hub, 'POST', '/upload?path=target', {
    'Content-Type': 'multipart/form-data; boundary=benchbenchbench',
    'Content-Length': String(size + heads + end.length),
  })
  const answered = once(asking, 'response')
  for (let part = 0; part < PARTS; part += 1) {
    asking.write(head(part))
    const bytes = createReadStream(source, { start: part * length, end: (part + 1) * length - 1 })
    await new Promise<void>((resolve) => bytes.on('end', resolve).pipe(asking, { end: false }))
    asking.write('\r\n')
  }
  asking.end(end)
  const [response] = (await answered) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`upload: ${String(response.statusCode)}`)
}
