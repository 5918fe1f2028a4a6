/** Body of a function that keeps the faults of a page in `window.penatesFaults`. Does nothing where it has run. */
export const COLLECT_FAULTS = `
  if (window.penatesFaults) return
  const faults = (window.penatesFaults = [])
  const told = console.error
  console.error = (...all) => {
    faults.push('console: ' + all.map(String).join(' '))
    told.apply(console, all)
  }
  addEventListener('error', ({ message, filename, lineno }) => faults.push('error: ' + message + ' ' + filename + ':' + lineno))
  addEventListener('unhandledrejection', ({ reason }) => faults.push('rejection: ' + String(reason)))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    faults.push('policy: ' + violatedDirective + ' ' + blockedURI + ' ' + sample))
`
