import { useEffect, useState } from 'preact/hooks'

/** An address of these bytes for as long as the component that asks is there; `null` at first. */
export function useObjectUrl(blob: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => {
      URL.revokeObjectURL(made)
    }
  }, [blob])
  return address
}
