// Written by `npm run entries`.
export * from './tracer.opentelemetry.js'
