package build_test

// statement is what every site must say of its accessibility before it is public.
const statement = "accessibility: {actor: Exempelköpings kommun, service: Rapporter, compliance: full, assessed: 2026-01-10, updated: 2026-01-10, method: Egen granskning., contact: {email: webb@example.org}}\n"
