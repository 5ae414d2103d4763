/**
 * The research API over the reader views. Read {@link dev.norn.dashboards.ResearchApi} and {@link
 * dev.norn.dashboards.ApiConfig} first, then {@code openapi.yaml}.
 */
package dev.norn.dashboards;
