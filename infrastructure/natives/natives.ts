import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { remedy } from './remedy.js'
import { WAYS, type Failed, type Loaded, type Machine, type Part } from './ways.js'

/** A native module that does not load. */
export interface NativeFault {
  readonly part: Part
  /** Packages that were tried, each with its reason. */
  readonly detail: string
  /** Command that mends it, or advice where there is none. */
  readonly mend: string
}

/** Native modules of the hub: the client does without them, the hub does not. They are loaded when first asked for. */
export interface Natives {
  /** Throws with the command that mends it. */
  readonly load: (part: Part) => Loaded
  /** Loads every module that is not loaded yet. */
  readonly faults: () => ReadonlyArray<NativeFault>
  /** Names of the packages that the loaded modules are from. */
  readonly packages: () => ReadonlyArray<string>
}

/** Native modules as a file finds them in the folders above it. */
export function nativesFrom(file: string, machine: Machine = THIS_MACHINE): Natives {
  const require = createRequire(file)
  const loaded = new Map<Part, Loaded>()

  function tried(part: Part): Loaded | NativeFault {
    const known = loaded.get(part)
    if (known !== undefined) return known
    const attempts: Failed[] = []
    for (const way of WAYS[part]) {
      const found = way(require, machine)
      if (found._tag === 'Loaded') {
        loaded.set(part, found)
        return found
      }
      attempts.push(found)
    }
    const detail = attempts.map(({ name, reason }) => `${name} ${reason}`).join('; ')
    return { part, detail, mend: remedy(part, attempts, file, machine) }
  }

  return {
    load: (part) => {
      const found = tried(part)
      if ('_tag' in found) return found
      throw new Error(nativeFaultText(found))
    },
    faults: () => Object.keys(WAYS).flatMap((part) => faultsIn(tried(part as Part))),
    packages: () => [...loaded.values()].map(({ name }) => name),
  }
}

const faultsIn = (found: Loaded | NativeFault): ReadonlyArray<NativeFault> => ('_tag' in found ? [] : [found])

/** A fault in words, with what mends it. */
export const nativeFaultText = ({ part, detail, mend }: NativeFault): string => `${part}: ${detail}. Run: ${mend}`

function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const { header } = process.report.getReport() as { readonly header: { readonly glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}

const THIS_MACHINE: Machine = { platform: process.platform, arch: process.arch, isMusl }

/** Native modules of this process. */
export const natives: Natives = nativesFrom(fileURLToPath(import.meta.url))
