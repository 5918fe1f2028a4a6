import type { Seal } from '../../../application/preview/seal.port.js'

/** Stores sealed texts under `sealed-1` and so on. */
export function memorySeal(): Seal {
  const texts = new Map<string, string>()
  return {
    close: (text) => {
      const sealed = `sealed-${texts.size + 1}`
      texts.set(sealed, text)
      return sealed
    },
    open: (sealed) => texts.get(sealed) ?? null,
  }
}
