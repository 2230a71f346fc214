#!/bin/sh
# Creates the namespace when it is missing. Closed executions stay 30 days; the
# record itself is in Mingfa's own database and stays for good.
set -eu

until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 720h
