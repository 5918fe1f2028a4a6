import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ListeningPort } from '../../domain/preview/preview-port.js'
import { breaking, type Mutants } from './mutants.js'
import type { PortScanHarness } from './port-scan.contract.js'

const broken = breaking<PortScanHarness, 'scan'>('scan')
const listing = (change: (ports: ReadonlyArray<ListeningPort>) => ReadonlyArray<ListeningPort>) =>
  broken(({ list }) => ({ list: pipe(list, TE.map(change)) }))

/** Broken scans of ports. */
export const portScanMutants: Mutants<PortScanHarness> = {
  'finds what listens on either address of localhost, and no more once it has stopped': {
    'lists nothing': broken(() => ({ list: TE.right([]) })),
    'leaves out IPv6': (scene) => {
      const ports = new Set<number>()
      return {
        ...scene,
        listen: async (where) => {
          const port = await scene.listen(where)
          if (where === 'ipv6') ports.add(port)
          return port
        },
        scan: {
          ...scene.scan,
          list: TE.map((all: ReadonlyArray<ListeningPort>) => all.filter(({ port }) => !ports.has(port)))(
            scene.scan.list,
          ),
        },
      }
    },
    'lists ports that were closed': broken(({ list }) => {
      const seen = new Map<number, ListeningPort>()
      return {
        list: pipe(
          list,
          TE.map((ports) => {
            for (const port of ports) seen.set(port.port, port)
            return [...seen.values()]
          }),
        ),
      }
    }),
    'takes every port for one that listens': broken(() => ({ isListening: () => T.of(true) })),
    'takes no port for one that listens': broken(() => ({ isListening: () => T.of(false) })),
  },
  'names the program where it can': {
    'names no program': listing((ports) => ports.map((port) => ({ ...port, process: '' }))),
    'lists a port for each of its addresses': listing((ports) =>
      ports.flatMap((port) => [port, { ...port, process: 'x' }]),
    ),
  },
}
