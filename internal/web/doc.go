// Package web is the workbench (办文工作台), the door through which officials work
// in a browser. Every page is HTML made on the server from what desk.Counter
// answers; every form works without JavaScript. The package keeps no state and
// decides nothing: who may do what, and why not, comes from the desk.
package web
