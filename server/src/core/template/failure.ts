/** What a function or a method of a host object throws when it returns an error in Go. The message is Go's, without a position. */
export class TemplateFailure extends Error {}
