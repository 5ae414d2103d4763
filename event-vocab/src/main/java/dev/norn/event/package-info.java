/**
 * Life events, their histories, and the register definitions that say how a register's rows become
 * life events. Read {@link dev.norn.event.LifeEvent} and {@link dev.norn.event.History} first.
 */
package dev.norn.event;
