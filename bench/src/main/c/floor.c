/* SPDX-License-Identifier: CDDL-1.0 */
/* Calls that do nothing, with the signatures of libdevinfo: what is left is the price of crossing. */

void *
floor_one(void *handle)
{
	return (handle);
}

void *
floor_two(void *handle, void *other)
{
	(void) other;
	return (handle);
}

int
floor_int(void *handle)
{
	(void) handle;
	return (3);
}

void
floor_void(void *handle)
{
	(void) handle;
}

int
floor_walk(long nodes, int (*callback)(void *, void *))
{
	for (long i = 0; i < nodes; i++)
		(void) callback(&nodes, 0);
	return (0);
}
