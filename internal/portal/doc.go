// Package portal is the public site 政府信息公开: lists, document pages with their
// interpretations and files, verification, feed, sitemap and a small JSON API. It is
// handed a Shelf of released documents and knows of nothing else, so that it cannot
// tell what it has not been told (invariant 7). Every word about validity comes from
// document.Life.Words by way of view (invariant 6).
package portal
