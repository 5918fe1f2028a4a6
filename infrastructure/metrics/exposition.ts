/** Prometheus metric with its samples. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'summary'
  readonly samples: ReadonlyArray<Sample>
}

export interface Sample {
  /** Appended to the name: `_sum`, `_count`. */
  readonly suffix?: string
  readonly labels?: Readonly<Record<string, string>>
  /** Left out when `null`. */
  readonly value: number | null
}

/** https://prometheus.io/docs/instrumenting/exposition_formats, text format 0.0.4. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const labelText = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** Text of a scrape with all families. */
export const exposition = (families: ReadonlyArray<Family>): string =>
  families
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.flatMap(({ suffix = '', labels = {}, value }) =>
        value === null ? [] : [`${name}${suffix}${labelText(labels)} ${String(value)}`],
      ),
    ])
    .map((line) => `${line}\n`)
    .join('')
